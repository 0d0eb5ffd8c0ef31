//! `tenure::timeline()` and the texts that are made of it.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tenure::{InitOutcome, Timeline, TimelineInit, singleton};

/// Does something for that long.
fn busy(duration: Duration) {
    let from = Instant::now();
    while from.elapsed() < duration {
        black_box(from);
    }
}

/// The last run of the singleton of this name in the test `test`.
fn find<'a>(timeline: &'a Timeline, test: &str, name: &str) -> &'a TimelineInit {
    runs(timeline, test, name).pop().unwrap_or_else(|| panic!("no {name}"))
}

fn runs<'a>(timeline: &'a Timeline, test: &str, name: &str) -> Vec<&'a TimelineInit> {
    let name = format!("{}::{test}::{name}", module_path!());
    timeline.inits().iter().filter(|it| it.name == name).collect()
}

fn parent<'a>(timeline: &'a Timeline, it: &TimelineInit) -> Option<&'a str> {
    it.parent.map(|parent| timeline.inits()[parent].name)
}

/// Works until the initialiser of another singleton, on another thread, waits for this one.
fn work_until_awaited(name: &str) {
    let awaits = |it: &TimelineInit| {
        it.init.outcome == InitOutcome::Running
            && it.init.waits.last().is_some_and(|wait| wait.wanted.ends_with(name))
    };
    while !tenure::timeline().inits().iter().any(awaits) {
        thread::yield_now();
    }
}

/// The rules that hold of every timeline.
fn assert_sums(timeline: &Timeline) {
    let inits = timeline.inits();
    let mut nested = vec![Duration::ZERO; inits.len()];
    for it in inits {
        assert_eq!(it.init.total, it.init.own + it.init.nested + it.init.waited, "{it:?}");
        if let Some(parent) = it.parent {
            let above = &inits[parent];
            assert_eq!(above.init.thread_id, it.init.thread_id);
            assert!(above.init.began <= it.init.began);
            nested[parent] += it.init.total;
        }
    }
    for (it, nested) in inits.iter().zip(nested) {
        assert_eq!(it.init.nested, nested, "{it:?}");
    }
    for thread in inits.iter().map(|it| it.init.thread_id) {
        let of_it = || inits.iter().filter(|it| it.init.thread_id == thread);
        let own: Duration = of_it().map(|it| it.init.own + it.init.waited).sum();
        let roots: Duration =
            of_it().filter(|it| it.parent.is_none()).map(|it| it.init.total).sum();
        assert_eq!(own, roots);
    }
    let all: Duration = inits.iter().map(|it| it.init.own + it.init.waited).sum();
    let longest = inits.iter().map(|it| it.init.total).max().unwrap_or_default();
    // Each end is rounded to a nanosecond.
    assert!(
        longest <= timeline.wall() + Duration::from_nanos(2)
            && timeline.wall() <= all + Duration::from_nanos(2 * inits.len() as u64)
    );
}

/// The time that the lines say, each with what is above it: `(depth, self, cumulative, name)`.
fn importtime(timeline: &Timeline) -> Vec<(usize, u64, u64, String)> {
    let text = timeline.importtime();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("import time: self [us] | cumulative | imported package"));
    let line = |line: &str| {
        let parts: Vec<_> = line.strip_prefix("import time: ").unwrap().split(" | ").collect();
        let [own, total, name] = parts[..] else { panic!("{line}") };
        assert_eq!((own.len(), total.len()), (9, 10), "{line}");
        let indent = name.len() - name.trim_start().len();
        assert_eq!(indent % 2, 0, "{line}");
        let [own, total] = [own, total].map(|text| text.trim().parse().unwrap());
        (indent / 2, own, total, name.trim_start().to_owned())
    };
    lines.map(line).collect()
}

#[test]
fn self_nested_and_waited_time_are_the_total_three_levels_deep() {
    #[singleton(init = || { busy(Duration::from_millis(3)); Config })]
    struct Config;
    struct Pool;
    #[singleton]
    impl Pool {
        fn new(_: &'static Config) -> Self {
            busy(Duration::from_millis(2));
            Pool
        }
    }
    struct Database;
    #[singleton]
    impl Database {
        fn new(_: &'static Pool) -> Self {
            busy(Duration::from_millis(1));
            Database
        }
    }

    const TEST: &str = "self_nested_and_waited_time_are_the_total_three_levels_deep";
    thread::Builder::new()
        .name("three levels".to_owned())
        .spawn(|| {
            Database::instance();
        })
        .unwrap()
        .join()
        .unwrap();
    let line = line!() - 5;
    let timeline = tenure::timeline();
    assert_sums(&timeline);
    let [config, pool, database] =
        ["Config", "Pool", "Database"].map(|name| find(&timeline, TEST, name));
    assert_eq!(parent(&timeline, config), Some(pool.name));
    assert_eq!(parent(&timeline, pool), Some(database.name));
    assert_eq!(parent(&timeline, database), None);
    for (it, own, nested) in [(config, 3, 0), (pool, 2, 3), (database, 1, 5)] {
        assert!(it.init.own >= Duration::from_millis(own), "{it:?}");
        assert!(it.init.nested >= Duration::from_millis(nested), "{it:?}");
        assert_eq!(it.init.waited, Duration::ZERO);
        assert_eq!((it.init.thread.as_deref(), it.init.attempt), (Some("three levels"), 1));
        assert!(!it.eager && it.budget.is_none());
    }
    assert_eq!(pool.init.nested, config.init.total);
    let caller = database.init.caller;
    assert_eq!((caller.file(), caller.line()), (file!(), line));
    // The lists of singletons and of runs say the same.
    let all = tenure::singletons();
    let same = all.iter().find(|info| info.name == pool.name).and_then(|info| info.init.as_ref());
    let same = same.unwrap();
    assert!(same.own.abs_diff(pool.init.own) < Duration::from_micros(100), "{same:?} {pool:?}");
    assert_eq!(same.nested + same.own, same.total);
}

#[test]
fn a_second_touch_adds_nothing() {
    #[singleton(init = || Config)]
    struct Config;

    for _ in 0..3 {
        Config::instance();
    }
    assert_eq!(runs(&tenure::timeline(), "a_second_touch_adds_nothing", "Config").len(), 1);
}

/// `Left` waits on its own thread until `Right` is there, which another thread makes.
fn wait_on_another_thread() -> Timeline {
    static RUNNING: AtomicBool = AtomicBool::new(false);

    #[singleton(init = || {
        RUNNING.store(true, Ordering::SeqCst);
        work_until_awaited("wait_on_another_thread::Right");
        busy(Duration::from_millis(20));
        Right
    })]
    struct Right;
    #[singleton(init = || {
        while !RUNNING.load(Ordering::SeqCst) { thread::yield_now(); }
        busy(Duration::from_millis(2));
        Right::instance();
        Left
    })]
    struct Left;

    thread::scope(|scope| {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        named("maker of right").spawn_scoped(scope, Right::instance).unwrap();
        named("maker of left").spawn_scoped(scope, Left::instance).unwrap();
    });
    tenure::timeline()
}

#[test]
fn a_wait_for_another_thread_is_waited_and_not_own_time() {
    const TEST: &str = "wait_on_another_thread";
    let timeline = wait_on_another_thread();
    assert_sums(&timeline);
    let (left, right) = (find(&timeline, TEST, "Left"), find(&timeline, TEST, "Right"));
    assert!(left.init.waited >= Duration::from_millis(20), "{left:?}");
    assert_eq!((left.init.nested, right.init.waited), (Duration::ZERO, Duration::ZERO));
    assert_ne!(left.init.thread_id, right.init.thread_id);
    assert_eq!((left.parent, right.parent), (None, None));
    let [wait] = &left.init.waits[..] else { panic!("{left:?}") };
    assert_eq!((wait.wanted, wait.length), (right.name, left.init.waited));
    assert!(wait.began >= left.init.began + Duration::from_millis(2));

    // The texts say so, too.
    let lines = importtime(&timeline);
    let wait = lines.iter().position(|line| line.3 == format!("waiting for {}", right.name));
    let wait = wait.unwrap_or_else(|| panic!("{lines:?}"));
    let (line, below) = (&lines[wait], &lines[wait + 1]);
    assert_eq!((&*below.3, below.0 + 1, below.1 + line.1), (left.name, line.0, below.2));
    assert!(timeline.tree().contains("wait_on_another_thread::Right)\n"), "{}", timeline.tree());
}

#[test]
fn every_wait_is_counted_though_two_are_remembered() {
    static RUNNING: AtomicUsize = AtomicUsize::new(0);

    const TEST: &str = "every_wait_is_counted_though_two_are_remembered";

    /// Is done only when the one that waits has come to it.
    fn make(name: &str) {
        RUNNING.fetch_add(1, Ordering::SeqCst);
        work_until_awaited(name);
        busy(Duration::from_millis(1));
    }
    #[singleton(init = || { make("remembered::One"); One })]
    struct One;
    #[singleton(init = || {
        make("remembered::Two");
        // However long the wait for `One` was, this one is longer.
        while {
            let timeline = tenure::timeline();
            let all = &find(&timeline, TEST, "All").init;
            let two = all.waits.last().map_or(Duration::ZERO, |wait| wait.length);
            3 * two <= 2 * all.waited
        } {
            thread::yield_now();
        }
        Two
    })]
    struct Two;
    #[singleton(init = || { make("remembered::Three"); Three })]
    struct Three;
    #[singleton(init = || {
        while RUNNING.load(Ordering::SeqCst) != 3 { thread::yield_now(); }
        One::instance();
        Two::instance();
        Three::instance();
        All
    })]
    struct All;

    thread::scope(|scope| {
        scope.spawn(One::instance);
        scope.spawn(Two::instance);
        scope.spawn(Three::instance);
        scope.spawn(All::instance);
    });
    let timeline = tenure::timeline();
    let all = find(&timeline, TEST, "All");
    let wanted: Vec<_> = all.init.waits.iter().map(|wait| wait.wanted).collect();
    assert!(wanted[0].ends_with("::Two") && wanted[1].ends_with("::Three"), "{all:?}");
    assert!(all.init.waits[0].began < all.init.waits[1].began);
    let two: Duration = all.init.waits.iter().map(|wait| wait.length).sum();
    assert!(all.init.waited > two, "the wait for `One` is counted: {all:?}");
}

#[test]
fn a_failed_initialiser_and_its_retry_are_two_runs() {
    static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    struct Port;
    #[singleton]
    impl Port {
        fn new() -> Result<Self, &'static str> {
            busy(Duration::from_millis(1));
            if ATTEMPTS.fetch_add(1, Ordering::Relaxed) == 0 { Err("taken") } else { Ok(Port) }
        }
    }
    #[derive(Debug)]
    struct Server;
    #[singleton]
    impl Server {
        fn new(_: &'static Port) -> Self {
            Server
        }
    }

    const TEST: &str = "a_failed_initialiser_and_its_retry_are_two_runs";
    Server::try_instance().unwrap_err();
    let timeline = tenure::timeline();
    assert_sums(&timeline);
    assert_eq!(find(&timeline, TEST, "Server").init.outcome, InitOutcome::Failed);
    assert!(timeline.tree().contains("::Port (failed)"), "{}", timeline.tree());

    Server::instance();
    let timeline = tenure::timeline();
    assert_sums(&timeline);
    let (ports, servers) = (runs(&timeline, TEST, "Port"), runs(&timeline, TEST, "Server"));
    for runs in [&ports, &servers] {
        let told: Vec<_> = runs.iter().map(|it| (it.init.attempt, it.init.outcome)).collect();
        assert_eq!(told, [(1, InitOutcome::Failed), (2, InitOutcome::Made)]);
    }
    for (port, server) in ports.iter().zip(servers) {
        assert!(std::ptr::eq(&raw const timeline.inits()[port.parent.unwrap()], server));
        assert!(server.init.nested >= Duration::from_millis(1));
    }
}

#[test]
fn a_panic_ends_the_run() {
    #[derive(Debug)]
    #[singleton(init = || -> Broken { panic!("out of order") })]
    struct Broken;

    Broken::try_instance().unwrap_err();
    let timeline = tenure::timeline();
    let broken = find(&timeline, "a_panic_ends_the_run", "Broken");
    assert_eq!(broken.init.outcome, InitOutcome::Failed);
    assert_sums(&timeline);
}

#[test]
fn failures_beyond_those_that_are_remembered_are_counted() {
    #[derive(Debug)]
    #[singleton(init = || Err::<Broken, _>("out of order"))]
    struct Broken;

    let before = tenure::timeline().left_out();
    (0..40).for_each(|_| drop(Broken::try_instance().unwrap_err()));
    let timeline = tenure::timeline();
    let all = runs(&timeline, "failures_beyond_those_that_are_remembered_are_counted", "Broken");
    let attempts: Vec<_> = all.iter().map(|it| it.init.attempt).collect();
    assert_eq!(attempts, (1..=8).chain([40]).collect::<Vec<_>>());
    assert_eq!(timeline.left_out(), before + 31);
    for text in [timeline.tree(), timeline.blame(), timeline.critical_chain()] {
        assert!(text.contains("failed attempts are not listed"), "{text}");
    }
}

#[test]
fn an_initialiser_that_runs_is_there_up_to_now() {
    static CHANNEL: std::sync::Mutex<Option<(mpsc::Sender<()>, mpsc::Receiver<()>)>> =
        std::sync::Mutex::new(None);

    #[singleton(init = || {
        let (sender, receiver) = CHANNEL.lock().unwrap().take().unwrap();
        busy(Duration::from_millis(1));
        sender.send(()).unwrap();
        receiver.recv().unwrap();
        Inner
    })]
    struct Inner;
    #[singleton(init = || { Inner::instance(); Outer })]
    struct Outer;

    const TEST: &str = "an_initialiser_that_runs_is_there_up_to_now";
    let (started, has_started) = mpsc::channel();
    let (release, is_released) = mpsc::channel();
    *CHANNEL.lock().unwrap() = Some((started, is_released));
    let maker = thread::spawn(Outer::instance);
    has_started.recv().unwrap();
    let timeline = tenure::timeline();
    release.send(()).unwrap();
    maker.join().unwrap();
    assert_sums(&timeline);
    let (inner, outer) = (find(&timeline, TEST, "Inner"), find(&timeline, TEST, "Outer"));
    assert_eq!(
        (inner.init.outcome, outer.init.outcome),
        (InitOutcome::Running, InitOutcome::Running)
    );
    assert!(inner.init.total >= Duration::from_millis(1) && inner.init.memory.is_none());
    assert_eq!(outer.init.nested, inner.init.total);
    assert!(timeline.blame().contains("(still running)"), "{}", timeline.blame());
}

#[cfg(feature = "instrument")]
#[test]
fn allocations_are_those_of_the_initialiser_alone_and_with_what_it_asked_for() {
    struct Config(Vec<u8>);
    #[singleton]
    impl Config {
        fn new() -> Self {
            drop(black_box(vec![1_u8; 100]));
            Config(black_box(vec![1; 1_000]))
        }
    }
    struct Database(Box<[u8; 500]>);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            assert_eq!(config.0.len(), 1_000);
            Database(Box::new([1; 500]))
        }
    }

    const TEST: &str = "allocations_are_those_of_the_initialiser_alone_and_with_what_it_asked_for";
    assert_eq!(Database::instance().0.len(), 500);
    let timeline = tenure::timeline();
    let [config, database] = ["Config", "Database"]
        .map(|name| find(&timeline, TEST, name).init.memory.expect("allocations are counted"));
    assert_eq!((config.self_allocs, config.self_bytes), (2, 1_100));
    assert_eq!((config.total_allocs, config.total_bytes), (2, 1_100));
    // Nothing besides what is written here: the machinery itself allocates nothing.
    assert_eq!((database.self_allocs, database.self_bytes), (1, 500));
    assert_eq!((database.total_allocs, database.total_bytes), (3, 1_600));
    assert!(!timeline.blame().contains("not counted"));
}

#[cfg(not(feature = "instrument"))]
#[test]
fn without_the_feature_allocations_are_not_counted_instead_of_none() {
    #[singleton(init = || Config(vec![1]))]
    struct Config(Vec<u8>);

    assert_eq!(Config::instance().0.len(), 1);
    let timeline = tenure::timeline();
    assert!(timeline.inits().iter().all(|it| it.init.memory.is_none()));
    assert!(timeline.blame().contains("allocations: not counted; turn on the feature `alloc`"));
    assert!(timeline.blame().contains("        ?        ?  "), "{}", timeline.blame());
}

/// Seed: A38, A39.
#[test]
fn every_cumulative_time_is_the_sum_of_the_self_times_that_belong_to_it() {
    wait_on_another_thread();
    let timeline = tenure::timeline();
    let lines = importtime(&timeline);
    assert!(lines.len() > timeline.inits().len());
    // Children stand before their parents: what is deeper and not yet spoken for belongs to it.
    let mut open: Vec<(usize, u64)> = Vec::new();
    for (depth, own, total, name) in lines {
        let mut sum = own;
        while open.last().is_some_and(|(other, _)| *other > depth) {
            let (other, nested) = open.pop().unwrap();
            assert_eq!(other, depth + 1, "{name} has grandchildren and no children");
            sum += nested;
        }
        assert_eq!(sum, total, "{name}");
        open.push((depth, total));
    }
    assert!(open.iter().all(|(depth, _)| *depth == 0));
}

#[test]
fn texts_are_no_wider_than_a_hundred_columns() {
    mod a_module_with_a_name_that_is_longer_than_anybody_would_like_to_read_in_a_table {
        use tenure::singleton;

        #[singleton(init = || AndATypeWithANameThatIsLongToo)]
        pub(super) struct AndATypeWithANameThatIsLongToo;
        #[singleton(init = || { AndATypeWithANameThatIsLongToo::instance(); AndOneMore })]
        pub(super) struct AndOneMore;
    }
    use a_module_with_a_name_that_is_longer_than_anybody_would_like_to_read_in_a_table as long;

    long::AndOneMore::instance();
    wait_on_another_thread();
    let timeline = tenure::timeline();
    for text in [timeline.tree(), timeline.blame(), timeline.critical_chain()] {
        assert!(!text.is_empty());
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            assert_eq!(line.trim_end(), line);
        }
    }
    assert!(timeline.tree().contains("NameThatIsLongToo"), "{}", timeline.tree());
}

#[test]
fn blame_begins_with_the_longest_self_time() {
    wait_on_another_thread();
    let timeline = tenure::timeline();
    let longest = timeline.inits().iter().max_by_key(|it| it.init.own).unwrap();
    let blame = timeline.blame();
    let first = blame.lines().nth(3).unwrap();
    assert!(first.contains(&longest.name[longest.name.len() - 10..]), "{blame}");
}

#[test]
fn a_budget_that_is_kept_is_no_news_and_one_that_is_not_is() {
    #[singleton(init = || Fast, budget = "1000s")]
    struct Fast;
    #[singleton(key = u32, init = |_| { busy(Duration::from_millis(5)); Slow }, budget = "1.5ms")]
    struct Slow;
    // Its own time is short; the rest is not its fault.
    #[singleton(key = u32, init = |key| { Slow::instance(key); User }, budget = "1ms")]
    struct User;

    const TEST: &str = "a_budget_that_is_kept_is_no_news_and_one_that_is_not_is";
    Fast::instance();
    // A machine that is busy may take the processor away from a user, so that it is over its budget;
    // one of these is not.
    let (round, timeline) = (0..1_000)
        .map(|round| {
            User::instance(&round);
            (round, tenure::timeline())
        })
        .find(|(round, timeline)| {
            let user = find(timeline, TEST, &format!("User[{round}]"));
            assert!(user.init.total >= Duration::from_millis(5), "{user:?}");
            user.init.own <= Duration::from_millis(1)
        })
        .expect("a thousand users, and none was left alone for a millisecond");
    let (slow, user) = (format!("Slow[{round}]"), format!("User[{round}]"));
    let names: Vec<_> = timeline.over_budget().map(|it| it.name).collect();
    assert!(names.contains(&find(&timeline, TEST, &slow).name), "{names:?}");
    assert!(!names.contains(&find(&timeline, TEST, &user).name), "{names:?}");
    assert!(!names.contains(&find(&timeline, TEST, "Fast").name), "{names:?}");
    assert_eq!(find(&timeline, TEST, &slow).budget, Some(Duration::from_micros(1_500)));
    let panic = catch_unwind(AssertUnwindSafe(|| timeline.assert_budgets())).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    let of = |name: &str| text.lines().find(|line| line.contains(&format!("::{name}`")));
    let line = of(&slow).unwrap_or_else(|| panic!("{text}"));
    assert!(line.contains("`, asked for at tests/behaviour/timeline.rs:"), "{text}");
    assert!(line.contains(" of its own, more than its budget of 1.50 ms"), "{text}");
    assert!(of(&user).is_none() && of("Fast").is_none(), "{text}");
}

#[test]
fn the_budget_of_all_is_the_time_in_which_any_was_at_work() {
    wait_on_another_thread();
    let timeline = tenure::timeline();
    timeline.assert_budget(timeline.wall());
    let limit = timeline.wall().saturating_sub(Duration::from_nanos(1));
    let panic = catch_unwind(AssertUnwindSafe(|| timeline.assert_budget(limit))).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.starts_with("the initialisers took "), "{text}");
    assert!(text.contains("who took how long"), "{text}");
}
