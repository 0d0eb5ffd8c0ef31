//! What may stand in a body.

use std::cell::RefCell;
use std::panic::catch_unwind;

use tenure::instrumented;

use super::{Noisy, block_on};

#[test]
fn bodies_that_never_return() {
    #[instrumented]
    fn fails() -> ! {
        std::panic::resume_unwind(Box::new(5_u8))
    }

    #[instrumented]
    async fn fails_later() -> ! {
        std::panic::resume_unwind(Box::new(6_u8))
    }

    #[instrumented]
    fn unfinished() -> u32 {
        todo!("later")
    }

    let payload =
        |outcome: std::thread::Result<()>| *outcome.unwrap_err().downcast::<u8>().unwrap();
    assert_eq!(payload(catch_unwind(|| fails())), 5);
    assert_eq!(payload(catch_unwind(|| block_on(fails_later()))), 6);
    let _typed: fn() -> u32 = unfinished;
}

#[test]
fn items_stay_in_a_body_that_is_written_as_clippy_wants_it() {
    #[derive(PartialEq, Eq, PartialOrd)]
    struct Backwards(u64);

    impl Backwards {
        #[instrumented]
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            other.0.cmp(&self.0)
        }

        #[instrumented]
        fn partial_cmp(&self, other: u64) -> Option<std::cmp::Ordering> {
            const fn read(number: u64) -> Backwards {
                Backwards(number)
            }
            Some(self.cmp(&read(other)))
        }
    }

    assert_eq!(Backwards(1).partial_cmp(2), Some(std::cmp::Ordering::Greater));
}

#[test]
fn inner_attributes_and_items_keep_their_place() {
    #[instrumented]
    fn squares(numbers: &[u64]) -> u64 {
        #![allow(clippy::let_and_return)]
        //! A body may have inner docs.
        use std::iter::Sum as Total;
        const FIRST: u64 = 1;
        static SITE: u64 = 2;
        macro_rules! square {
            ($number:expr) => {
                $number * $number
            };
        }
        fn call(number: u64) -> u64 {
            square!(number)
        }
        struct Wrapper(u64);
        impl Wrapper {
            fn get(&self) -> u64 {
                self.0
            }
        }

        let sum = <u64 as Total>::sum(numbers.iter().map(|number| call(*number)));
        sum + FIRST + Wrapper(SITE).get()
    }

    #[instrumented]
    async fn squares_later(numbers: &[u64]) -> u64 {
        #![allow(clippy::let_and_return)]
        use std::iter::Sum as Total;
        const FIRST: u64 = 1;
        fn call(number: u64) -> u64 {
            number * number
        }

        let sum = <u64 as Total>::sum(numbers.iter().map(|number| call(*number)));
        sum + FIRST
    }

    assert_eq!(squares(&[1, 2, 3]), 14 + 1 + 2);
    assert_eq!(block_on(squares_later(&[1, 2, 3])), 14 + 1);
}

#[test]
fn control_flow_leaves_the_body_as_it_would() {
    #[instrumented]
    fn first_even(rows: &[&[u32]]) -> Option<u32> {
        let found = 'rows: loop {
            for row in rows {
                for number in *row {
                    if number % 2 == 0 {
                        break 'rows *number;
                    }
                }
            }
            return None;
        };
        Some(found)
    }

    #[instrumented]
    fn parsed(text: &str) -> Result<i32, std::num::ParseIntError> {
        let number: i32 = text.parse()?;
        Ok(number + 1)
    }

    #[instrumented]
    async fn parsed_later(text: &str) -> Result<i32, Box<dyn std::error::Error + Send + Sync>> {
        if text.is_empty() {
            return Err("empty".into());
        }
        let number: i32 = text.parse()?;
        Ok(number + 1)
    }

    assert_eq!(first_even(&[&[1, 3], &[5, 6, 8]]), Some(6));
    assert_eq!(first_even(&[&[1, 3]]), None);
    assert_eq!(parsed("4"), Ok(5));
    assert!(parsed("x").is_err());
    assert_eq!(block_on(parsed_later("4")).unwrap(), 5);
    assert_eq!(block_on(parsed_later("")).unwrap_err().to_string(), "empty");
    assert!(block_on(parsed_later("x")).is_err());
}

#[test]
fn values_are_coerced_to_the_declared_type() {
    #[instrumented]
    fn first(bytes: &[Vec<u8>]) -> Option<&[u8]> {
        let bytes: &Vec<u8> = bytes.first()?;
        Some(bytes)
    }

    #[instrumented]
    async fn first_later(bytes: &Vec<u8>) -> Option<&[u8]> {
        if bytes.is_empty() {
            return Some(bytes);
        }
        Some(bytes)
    }

    #[instrumented]
    async fn boxed(error: bool) -> Box<dyn std::fmt::Display> {
        if error {
            return Box::new("error");
        }
        Box::new(1)
    }

    assert_eq!(first(&[vec![1, 2]]), Some(&[1_u8, 2][..]));
    assert_eq!(block_on(first_later(&vec![3])), Some(&[3_u8][..]));
    assert_eq!(block_on(boxed(true)).to_string() + &block_on(boxed(false)).to_string(), "error1");
}

#[test]
fn borrows_pass_through() {
    struct Lending(Vec<u8>);

    #[instrumented]
    impl Lending {
        fn last(&mut self) -> &mut u8 {
            if self.0.is_empty() {
                self.0.push(0);
            }
            self.0.last_mut().expect("there is one")
        }

        fn shared(&mut self) -> &u8 {
            self.last()
        }
    }

    let mut lending = Lending(Vec::new());
    *lending.last() += 5;
    assert_eq!(*lending.shared(), 5);
}

#[test]
fn locals_and_temporaries_are_dropped_in_their_order() {
    let log = RefCell::new(Vec::new());

    #[instrumented]
    fn body<'a>(first: Noisy<'a>, second: Noisy<'a>, log: &'a RefCell<Vec<&'static str>>) {
        let _local = Noisy("local", log);
        drop(second);
        let _later = Noisy("later", log);
        let _used = &first;
    }

    body(Noisy("first", &log), Noisy("second", &log), &log);
    assert_eq!(log.take(), ["second", "later", "local", "first"]);
}

#[test]
fn an_instrumented_function_may_be_a_test_or_hold_another() {
    #[instrumented]
    fn outer() -> u32 {
        #[instrumented]
        fn inner() -> u32 {
            1
        }
        inner() + 1
    }

    assert_eq!(outer(), 2);
}

#[test]
#[instrumented]
fn a_test_below() {
    assert_eq!(tenure::report().functions().iter().filter(is_open).count(), 1);

    fn is_open(row: &&tenure::Function) -> bool {
        row.open == 1 && row.name.ends_with("a_test_below")
    }
}

#[instrumented]
#[test]
fn a_test_above() {
    assert!(tenure::report().functions().iter().any(|row| row.name.ends_with("a_test_above")));
}
