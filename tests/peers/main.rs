//! What reading a global costs, here and with the peers: instructions by callgrind, time by
//! interleaved rounds, bytes from the symbols; one table.

mod callgrind;
mod firsts;
mod globals;
mod rounds;
mod sizes;

use std::env;
use std::process::ExitCode;

use globals::Contender;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => table(),
        // What callgrind counts.
        ["repeat", symbol, count] => return repeat(symbol, count),
        ["first", symbol] => return first(symbol),
        _ => {
            eprintln!("usage: peers");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn repeat(symbol: &str, count: &str) -> ExitCode {
    let contender = globals::ALL.iter().find(|contender| contender.symbol == symbol);
    let (Some(contender), Ok(count)) = (contender, count.parse()) else {
        return ExitCode::from(2);
    };
    (contender.repeat)(count);
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

fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| value.to_string())
}
