struct Config;

#[tenure::singleton(init: Cache::new::<A, B>, deps[Config])]
struct Cache;

#[tenure::singleton(init => Log::open, on-disk, Log::close, compact = |a, b| c)]
struct Log;

#[tenure::singleton(init = Pool::open eager, deps{Config})]
struct Pool;

#[tenure::singleton(eager::on, dispose .= Queue::close, init == Queue::open)]
struct Queue;

fn main() {
    Cache::instance();
    Log::instance();
    Pool::instance();
    Queue::instance();
}
