//! An option with a mistake is still the option: what the type is used for does not add errors.

use std::rc::Rc;

use tenure::{DisposeError, Handle, KeyedSingleton as _, singleton};

#[singleton(thread_local = true)]
struct Ui;

#[singleton(mangaed)]
struct Pool;

#[singleton(key = "String")]
struct User;

#[singleton(key: u32)]
struct Room;

#[singleton(provded)]
struct Arguments;

fn uses() -> Result<(), DisposeError> {
    let _ui: Rc<Ui> = Ui::instance();
    let _pool: Handle<Pool> = Pool::instance();
    let _user: Option<&'static User> = User::peek("ada");
    let _room: &'static Room = Room::instance(&3);
    let _given = Arguments::provide(Arguments);
    Pool::dispose()
}

fn main() {}
