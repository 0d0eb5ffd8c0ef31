//! The list of the singletons that were completed and not taken down since.
//!
//! It goes through the records, in both directions: a managed singleton leaves it from anywhere, and
//! with a key there may be many of them.

use super::circle;
use super::order::{Known, Order, Record, record};

impl Order {
    /// `slot` is the singleton that was completed last; `its` is its record.
    pub(super) fn push_completed(&mut self, slot: Known, its: &mut Record) {
        its.next_completed = self.completed.replace(slot);
        if let Some(earlier) = its.next_completed {
            record(earlier.entry()).later_completed = Some(slot);
        }
    }

    /// Takes `slot` out of the list of the completed, wherever it is in it.
    pub(super) fn remove_completed(&mut self, slot: Known) {
        let mut its = record(slot.entry());
        let (earlier, later) = (its.next_completed.take(), its.later_completed.take());
        drop(its);
        if let Some(earlier) = earlier {
            record(earlier.entry()).later_completed = later;
        }
        match later {
            Some(later) => record(later.entry()).next_completed = earlier,
            None if self.completed.is_some_and(|last| circle::is_same(last, slot)) => {
                self.completed = earlier;
            }
            // It is not on the list.
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::Slot;
    use super::super::node::Node;
    use super::super::order;
    use super::super::rules::proven;
    use super::*;

    static NODE: Node = Node::new("Pool");

    fn names(order: &Order) -> Vec<usize> {
        order::completed(order).map(|slot| std::ptr::from_ref(slot.entry()).addr()).collect()
    }

    #[test]
    fn one_leaves_the_list_from_anywhere_and_the_others_keep_their_order() {
        let slots = [(); 5].map(|()| -> Known {
            let slot: Slot<u8> = NODE.__of(proven(None)).slot(|| Ok(1));
            Box::leak(Box::new(slot))
        });
        let all = slots.map(|slot| std::ptr::from_ref(slot.entry()).addr());
        let mut order = Order::new();
        for slot in slots {
            order.push_completed(slot, &mut record(slot.entry()));
        }
        assert_eq!(names(&order), [all[4], all[3], all[2], all[1], all[0]]);
        for (gone, rest) in
            [(2, vec![4, 3, 1, 0]), (1, vec![4, 3, 0]), (4, vec![3, 0]), (0, vec![3])]
        {
            // The second time it is not on the list.
            for _ in 0..2 {
                order.remove_completed(slots[gone]);
                assert_eq!(names(&order), rest.iter().map(|index| all[*index]).collect::<Vec<_>>());
            }
        }
        order.push_completed(slots[2], &mut record(slots[2].entry()));
        assert_eq!(names(&order), [all[2], all[3]]);
        for gone in [3, 2] {
            order.remove_completed(slots[gone]);
        }
        assert_eq!(names(&order), []);
    }
}
