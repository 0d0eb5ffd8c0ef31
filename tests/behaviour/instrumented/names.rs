//! Rows are told apart by their place and named by their path.

use tenure::instrumented;

use super::row;

struct First(u32);
struct Second<T>(T);

trait One {
    fn work(&self) -> u32;
}

trait Two {
    fn work(&self) -> u32;

    #[instrumented]
    fn by_default(&self) -> u32 {
        self.work()
    }
}

/// The line of the function, not of the attribute.
const WORK: u32 = line!() + 4;

#[instrumented]
impl First {
    fn work(&self) -> u32 {
        self.0
    }

    const fn constant() -> u32 {
        5
    }

    #[instrumented(skip)]
    fn left_out(&self) -> u32 {
        self.0 + 5
    }

    #[instrumented(name = "by its own name")]
    fn named(&self) -> u32 {
        self.0 + 6
    }
}

#[instrumented]
impl One for First {
    fn work(&self) -> u32 {
        2
    }
}

#[instrumented]
impl Two for First {
    fn work(&self) -> u32 {
        3
    }
}

#[instrumented]
impl<T: Copy> Second<T> {
    fn work(&self) -> T {
        self.0
    }
}

#[test]
fn methods_of_the_same_name_are_rows_of_their_own() {
    let first = First(1);
    assert_eq!((first.work(), One::work(&first), Two::work(&first)), (1, 2, 3));
    assert_eq!(One::work(&first), 2);
    assert_eq!(first.by_default(), 3);
    let module = module_path!();
    let inherent = row(module, "First::work");
    assert_eq!((inherent.calls, inherent.line), (1, WORK));
    let of_trait = |name: &str| {
        let name = format!("<{module}::First as {module}::{name}>::work");
        let report = tenure::report();
        let calls = report.functions().iter().find(|row| row.name == name).map(|row| row.calls);
        calls.unwrap_or_else(|| panic!("no {name} in\n{report}"))
    };
    assert_eq!((of_trait("One"), of_trait("Two")), (2, 2));
    assert_eq!(row(module, "Two::by_default").calls, 1);
}

#[test]
fn a_generic_function_is_one_row() {
    assert_eq!(Second(1_u8).work(), 1);
    assert_eq!(Second(2_u16).work(), 2);
    assert_eq!(row(module_path!(), "Second<_>::work").calls, 2);
}

#[test]
fn what_is_left_out_of_a_block_has_no_row() {
    assert_eq!((First::constant(), First(1).left_out()), (5, 6));
    let report = tenure::report();
    let left_out = |row: &&tenure::Function| {
        row.name.ends_with("First::constant") || row.name.ends_with("First::left_out")
    };
    assert!(!report.functions().iter().any(|row| left_out(&row)), "{report}");
}

#[test]
fn a_name_of_its_own_is_taken() {
    assert_eq!(First(1).named(), 7);
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name == "by its own name");
    let row = row.expect("a row of that name");
    assert_eq!((row.calls, row.file), (1, file!()));
}

#[test]
fn nested_functions_of_the_same_name_are_two_rows() {
    #[instrumented]
    fn outer() -> u32 {
        #[instrumented]
        fn inner() -> u32 {
            1
        }
        inner() + other()
    }

    fn other() -> u32 {
        #[instrumented]
        fn inner() -> u32 {
            2
        }
        inner()
    }

    let line = line!() - 18;
    assert_eq!(outer(), 3);
    let name = "nested_functions_of_the_same_name_are_two_rows";
    let outer = row(module_path!(), &format!("{name}::outer"));
    assert_eq!((outer.calls, outer.line), (1, line + 2));
    assert_eq!(row(module_path!(), &format!("{name}::outer::inner")).calls, 1);
    assert_eq!(row(module_path!(), &format!("{name}::other::inner")).calls, 1);
}

#[test]
fn the_table_has_a_line_for_every_row() {
    #[instrumented]
    fn shown() {}

    (0..1_234).for_each(|_| shown());
    let table = tenure::report().to_string();
    let line =
        table.lines().find(|line| line.contains("the_table_has_a_line_for_every_row::shown"));
    let line = line.unwrap_or_else(|| panic!("no line in\n{table}"));
    assert!(line.contains("1_234"), "{line}");
    assert!(line.contains(file!()), "{line}");
    for column in ["function", "calls", "self", "total", "p50", "p95", "p99", "peak", "retained"] {
        assert!(table.contains(column), "no {column} in\n{table}");
    }
}
