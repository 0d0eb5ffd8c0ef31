//! Every mistake at once, in types that are used all the same.

use std::rc::Rc;
use std::sync::Arc;

use tenure::{Live, tracked};

#[tracked]
struct NoLive {
    user: String,
}

#[tracked]
struct TwoLives {
    live: Live<Self>,
    other: Live<Self>,
}

#[tracked(week)]
struct OfAnother {
    live: Live<TwoLives>,
}

#[tracked(weak = true)]
struct Part(Option<Live<Self>>);

#[tracked(strong)]
enum Half {
    Whole(Live<Self>),
    Missing { user: String },
}

#[tracked]
#[repr(C, packed)]
struct Packed(u8, Live<Self>);

#[tracked]
union Either {
    number: u8,
}

#[tracked]
enum Never {}

fn main() {
    let _ = (NoLive::live(), NoLive::total(), NoLive::peak(), NoLive::snapshot());
    let _ = TwoLives { live: Live::new(), other: Live::new() };
    let other: Arc<OfAnother> = OfAnother { live: Live::new() }.into_arc();
    let _ = (OfAnother::instances(), other);
    let _: Vec<Arc<Part>> = Part::instances();
    let _ = [Half::Whole(Live::new()), Half::Missing { user: String::new() }];
    let _ = (Half::live(), Packed::live(), Either::live(), Never::live());
    let _ = tenure::finalize(&Rc::new(Packed(1, Live::new())), || {});
}
