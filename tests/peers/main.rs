//! What reading a global, taking things down, counting values, instrumenting a function, counting
//! allocations and compiling all that cost,
//! here and with the peers: instructions by callgrind, time by interleaved rounds, bytes from the
//! symbols; a table for each.

mod allocators;
mod callgrind;
mod compiling;
mod counters;
mod disposal;
mod firsts;
mod globals;
mod programs;
mod recorders;
mod rounds;
mod sizes;

use std::env;
use std::process::ExitCode;

use globals::Contender;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            table();
            println!();
            disposals();
            println!();
            counters();
            println!();
            recorders::table();
            println!();
            allocators::table();
            println!();
            compiling::table();
        }
        ["globals"] => table(),
        ["disposal"] => disposals(),
        ["counters"] => counters(),
        ["recorders"] => recorders::table(),
        ["recorders", "flat"] => recorders::flat(),
        ["allocators"] => allocators::table(),
        ["compiling"] => compiling::table(),
        // What callgrind counts.
        ["repeat", symbol, count] => return repeat(symbol, count),
        ["first", symbol] => return first(symbol),
        _ => {
            eprintln!(
                "usage: peers [globals | disposal | counters | recorders [flat] | allocators | compiling]"
            );
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn repeat(symbol: &str, count: &str) -> ExitCode {
    let globals = globals::ALL.iter().map(|contender| (contender.symbol, contender.repeat));
    let disposal = disposal::ALL.iter().map(|contender| (contender.symbol, contender.repeat));
    let counters = counters::ALL.iter().map(|contender| (contender.symbol, contender.repeat));
    let contender = globals.chain(disposal).chain(counters).find(|(name, _)| *name == symbol);
    let (Some((_, repeat)), Ok(count)) = (contender, count.parse()) else {
        return ExitCode::from(2);
    };
    repeat(count);
    ExitCode::SUCCESS
}

fn first(symbol: &str) -> ExitCode {
    match firsts::ALL.iter().find(|(name, _)| *name == symbol) {
        Some((_, first)) => first(),
        None => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}

fn table() {
    let sizes = sizes::of_uses();
    let times = rounds::ratios();
    println!(
        "| reading a global | instructions | bytes a use | x `LazyLock` | two threads | first access |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let empty = globals::ALL.iter().find(|it| it.symbol == globals::EMPTY);
    let empty = empty.and_then(|it| callgrind::of_one(it.symbol));
    for (Contender { name, symbol, .. }, time) in globals::ALL.iter().zip(times) {
        if *symbol == globals::EMPTY {
            continue;
        }
        let instructions = callgrind::of_one(symbol).zip(empty).map(|(own, empty)| own - empty);
        let first = callgrind::of_first(symbol);
        println!(
            "| {name} | {} | {} | {:.2} | {:.2} | {} |",
            cell(instructions),
            cell(sizes.get(*symbol)),
            time.one,
            time.two,
            cell(first)
        );
    }
    println!();
    println!(
        "instructions: callgrind, in a loop, the loop taken off; n/a where valgrind is not installed"
    );
    println!("x LazyLock: time of the loop, median of {} interleaved rounds", rounds::ROUNDS);
    println!("two threads: a thread of two against one alone, less what an empty loop loses");
    println!("first access: instructions beyond the constructor, mean of {}", firsts::MANY);
}

fn disposals() {
    println!("| three resources in a scope | instructions | a resource |");
    println!("|---|---:|---:|");
    let one = |it: &disposal::Contender| {
        let leaks: Vec<_> = it.leaks.iter().map(|leaks| ("TENURE_LEAKS", *leaks)).collect();
        callgrind::of_one_in(it.symbol, &leaks)
    };
    let empty = disposal::ALL.iter().find(|it| it.symbol == disposal::EMPTY).and_then(one);
    for contender in disposal::ALL.iter().filter(|it| it.symbol != disposal::EMPTY) {
        let instructions = one(contender).zip(empty).map(|(own, empty)| own - empty);
        let of_one = instructions.map(|all| (all + contender.resources / 2) / contender.resources);
        println!("| {} | {} | {} |", contender.name, cell(instructions), cell(of_one));
    }
    println!();
    println!(
        "instructions: callgrind, in a loop, the loop taken off; n/a where there is no valgrind"
    );
}

fn counters() {
    println!("| a value that is counted | instructions | bytes |");
    println!("|---|---:|---:|");
    let empty = callgrind::of_one(counters::EMPTY);
    for contender in counters::ALL.iter().filter(|it| it.symbol != counters::EMPTY) {
        let instructions = callgrind::of_one(contender.symbol).zip(empty);
        let instructions = instructions.map(|(own, empty)| own - empty);
        println!("| {} | {} | {} |", contender.name, cell(instructions), contender.bytes);
    }
    println!();
    println!(
        "instructions: callgrind, in a loop, to make and to drop one, an uncounted one taken off"
    );
    println!("bytes: what counting adds to a value");
}

fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| value.to_string())
}
