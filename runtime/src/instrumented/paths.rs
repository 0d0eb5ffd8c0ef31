//! The paths of calls of one thread, while their figures are added up.

use super::by_address::ByAddress;
use super::collect::not_below_zero;
use super::node::Node;
use super::row::Amount;
use super::site::Site;
use crate::clock::Scale;
use crate::report::functions::Path;

/// Each path stands behind the one that it goes on.
#[derive(Default)]
pub(super) struct Paths {
    nodes: Vec<(*const Node, Found)>,
    /// What open calls add and take away; few, and often on the same paths.
    open: ByAddress<Node, Amount>,
}

#[derive(Clone, Copy)]
struct Found {
    caller: Option<usize>,
    site: *const Site,
    own: Amount,
}

impl Paths {
    /// Adds the path of `node`, which goes on the one in this place; where it is now.
    pub(super) fn add(&mut self, node: &Node, caller: Option<usize>, own: Amount) -> usize {
        self.nodes.push((node, Found { caller, site: node.site, own }));
        self.nodes.len() - 1
    }

    /// What the open calls add to what is `node`'s own.
    pub(super) fn of(&mut self, node: &Node) -> &mut Amount {
        self.open.entry(node).or_default()
    }

    /// With the functions by their places.
    pub(super) fn finish(self, places: &ByAddress<Site, usize>, scale: Scale) -> Vec<Path> {
        let Paths { nodes, open } = self;
        let path = |(node, Found { caller, site, mut own }): (*const Node, Found)| {
            if let Some(more) = open.get(&node) {
                own.add(*more);
            }
            Path {
                caller,
                function: places[&site],
                self_time: scale.duration(not_below_zero(own.ticks)),
                self_bytes: not_below_zero(own.bytes),
            }
        };
        nodes.into_iter().map(path).collect()
    }
}
