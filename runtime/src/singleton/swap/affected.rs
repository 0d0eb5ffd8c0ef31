//! Which singletons need one of several.

use std::collections::HashMap;

use crate::singleton::node::Node;

/// Whether nodes are among some nodes, or need one of them through however many others.
pub(super) struct Affected<'a> {
    targets: &'a [&'static Node],
    /// What was found out, so that many questions take one walk.
    known: HashMap<*const Node, bool>,
}

impl<'a> Affected<'a> {
    pub(super) fn by(targets: &'a [&'static Node]) -> Self {
        Affected { targets, known: HashMap::new() }
    }

    pub(super) fn has(&mut self, node: &'static Node) -> bool {
        if self.targets.iter().any(|target| std::ptr::eq(*target, node)) {
            return true;
        }
        if let Some(known) = self.known.get(&std::ptr::from_ref(node)) {
            return *known;
        }
        let found = node.needed().any(|needed| self.has(needed));
        self.known.insert(node, found);
        found
    }
}
