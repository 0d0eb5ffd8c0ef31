//! Options that stand at one attribute and belong to another.

/// Where the option `name` belongs, if `attribute` is not the place.
pub(super) fn place_of(attribute: &str, name: &str) -> Option<String> {
    let of_type = match name {
        "async" | "both" | "into_parts" | "strict" => name.to_owned(),
        "fallback" | "on_drop" | "order" => format!("{name} = .."),
        "hook" => "hook = path".to_owned(),
        _ => String::new(),
    };
    match (attribute, name) {
        ("#[cached]", "capacity" | "limit" | "max_capacity" | "max_size" | "size") => {
            Some("write `max = 100`".to_owned())
        }
        ("#[cached]", "expire" | "expiry" | "time" | "time_to_live") => {
            Some("write `ttl = \"60s\"`".to_owned())
        }
        ("#[instrumented]", "allocations" | "allocs") => Some("write `max_allocs = 3`".to_owned()),
        ("#[instrumented]", "bytes" | "memory") => Some("write `max_bytes = 1_024`".to_owned()),
        ("#[dispose]", _) if !of_type.is_empty() => {
            Some(format!("it belongs to the type; write `#[disposable({of_type})]` there"))
        }
        ("#[disposable]", "skip") => Some(on("a field", name)),
        ("#[disposable]", "take" | "with") => Some(on("a field", &format!("{name} = path"))),
        ("#[disposable]", "terminal") => Some(on("a variant", name)),
        _ => None,
    }
}

fn on(place: &str, option: &str) -> String {
    format!("it belongs to {place}; write `#[dispose({option})]` there")
}
