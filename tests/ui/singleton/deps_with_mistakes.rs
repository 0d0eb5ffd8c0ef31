//! Lists in which something stands twice, or nothing.

use tenure::singleton;

#[singleton(init = || Config)]
struct Config;

#[singleton(deps(Config, Config), init = || Twice)]
struct Twice;

#[singleton(deps(Config,, Twice), init = || Gap)]
struct Gap;

#[singleton(deps = (Config, Twice), init = || Assigned)]
struct Assigned;

#[singleton(deps: Config, eager: true, dispose = 3, init = || Signs)]
struct Signs;

fn main() {
    Twice::instance();
    Gap::instance();
    Assigned::instance();
    Signs::instance();
}
