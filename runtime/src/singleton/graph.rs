//! The rules that declarations keep together: who may need whom.

use super::node::{Id, Node};
use crate::message::Message;

/// Fails the build when `node` breaks a rule.
///
/// # Panics
///
/// In constant evaluation, with the names on the way; without a frame of its own in the error,
/// since every function down to here is `#[track_caller]`.
#[track_caller]
pub(super) const fn check(node: &'static Node) {
    if let Some(message) = mistake(node) {
        panic!("{}", message.text());
    }
}

/// The rule that `node` breaks. What is wrong with one that it needs is reported there.
const fn mistake(node: &'static Node) -> Option<Message> {
    let mut index = 0;
    while index < node.needs.len() {
        let needed = node.needs[index].get();
        let names = [node.name(), needed.name(), node.name(), needed.name(), needed.name()];
        if needed.per_thread && !node.per_thread {
            let text = "`{}` lives as long as the process but needs `{}`, of which each thread has \
                        its own ({} -> {}); add `thread_local` to it as well, or ask for `{}` where \
                        it is used";
            return Some(Message::filled(text, &names));
        }
        if needed.is_async && !node.is_async {
            let text = "`{}` is made by a plain function but needs `{}`, whose initialiser is \
                        `async` ({} -> {}); make it `async` as well, or ask for `{}` where it is \
                        used";
            return Some(Message::filled(text, &names));
        }
        index += 1;
    }
    circle(node)
}

/// The way from `root` back to itself, through however many others.
///
/// Of a circle only the member with the least id reports, so that it is reported once.
const fn circle(root: &'static Node) -> Option<Message> {
    let mut walk = Walk { path: [root; DEPTH], next: [0; DEPTH], depth: 1 };
    let mut seen = Seen { ids: [0; SEEN], count: 0 };
    while walk.depth > 0 {
        let top = walk.depth - 1;
        let (node, next) = (walk.path[top], walk.next[top]);
        if next == node.needs.len() {
            walk.depth = top;
            continue;
        }
        walk.next[top] = next + 1;
        let needed = node.needs[next].get();
        if needed.id == root.id {
            return Some(walk.message());
        }
        if needed.id > root.id && walk.depth < DEPTH && seen.insert(needed.id) {
            walk.path[walk.depth] = needed;
            walk.next[walk.depth] = 0;
            walk.depth += 1;
        }
    }
    None
}

/// How far the walk goes. Beyond it, and beyond half of `SEEN`, a circle is found at run time.
const DEPTH: usize = 64;
const SEEN: usize = 1024;

/// A walk along the needs, with the way back.
struct Walk {
    path: [&'static Node; DEPTH],
    /// Which need of each node of the path comes next.
    next: [usize; DEPTH],
    depth: usize,
}

impl Walk {
    const fn message(&self) -> Message {
        let mut message = Message::new();
        message.push("singletons need each other in a circle: ");
        let mut index = 0;
        while index < self.depth {
            message.push(self.path[index].name());
            message.push(" -> ");
            index += 1;
        }
        message.push(self.path[0].name());
        message.push("; take one of these dependencies out, or fetch it after construction");
        message
    }
}

/// The nodes that were walked, by id; open addressing.
struct Seen {
    ids: [Id; SEEN],
    count: usize,
}

impl Seen {
    /// Whether `id` is new, and there is room for it.
    const fn insert(&mut self, id: Id) -> bool {
        if self.count >= SEEN / 2 {
            return false;
        }
        #[allow(clippy::cast_possible_truncation)] // any of its bits will do
        let mut index = id as usize % SEEN;
        while self.ids[index] != 0 {
            if self.ids[index] == id {
                return false;
            }
            index = (index + 1) % SEEN;
        }
        self.ids[index] = id;
        self.count += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::singleton::node::NodePtr;

    fn said(node: &'static Node) -> Option<String> {
        mistake(node).map(|message| message.text().to_owned())
    }

    static UI: Node = Node::new("Ui").per_thread();
    static POOL: Node = Node::new("Pool").asynchronous();
    static PLAIN: Node = Node::new("Plain");

    #[test]
    fn a_process_wide_singleton_cannot_need_one_of_a_thread() {
        static APP: Node = Node::new("App").needs(&[NodePtr::to(&PLAIN), NodePtr::to(&UI)]);
        let message = "`App` lives as long as the process but needs `Ui`, of which each thread has \
                       its own (App -> Ui); add `thread_local` to it as well, or ask for `Ui` where \
                       it is used";
        assert_eq!(said(&APP).as_deref(), Some(message));
    }

    #[test]
    fn one_of_a_thread_may_need_both() {
        static WINDOW: Node =
            Node::new("Window").per_thread().needs(&[NodePtr::to(&PLAIN), NodePtr::to(&UI)]);
        assert_eq!(said(&WINDOW), None);
    }

    #[test]
    fn one_made_by_a_function_cannot_need_one_made_by_a_future() {
        static STORE: Node = Node::new("Store").needs(&[NodePtr::to(&POOL)]);
        let message = "`Store` is made by a plain function but needs `Pool`, whose initialiser is \
                       `async` (Store -> Pool); make it `async` as well, or ask for `Pool` where it \
                       is used";
        assert_eq!(said(&STORE).as_deref(), Some(message));
    }

    #[test]
    fn one_made_by_a_future_may_need_both() {
        static STORE: Node =
            Node::new("Store").asynchronous().needs(&[NodePtr::to(&POOL), NodePtr::to(&PLAIN)]);
        assert_eq!(said(&STORE), None);
    }

    #[test]
    fn what_breaks_a_rule_further_down_is_reported_there_only() {
        static MIDDLE: Node = Node::new("Middle").needs(&[NodePtr::to(&UI)]);
        static TOP: Node = Node::new("Top").needs(&[NodePtr::to(&MIDDLE)]);
        assert!(said(&MIDDLE).is_some());
        assert_eq!(said(&TOP), None);
    }

    #[test]
    fn a_circle_is_reported_once_with_every_name() {
        static A: Node = Node::new("A").needs(&[NodePtr::to(&PLAIN), NodePtr::to(&B)]);
        static B: Node = Node::new("B").needs(&[NodePtr::to(&C)]);
        static C: Node = Node::new("C").needs(&[NodePtr::to(&A)]);
        let said: Vec<_> = [&A, &B, &C].into_iter().filter_map(said).collect();
        let way = "singletons need each other in a circle: A -> B -> C -> A; take one of these \
                   dependencies out, or fetch it after construction";
        assert_eq!(said, [way]);
    }
}
