/// A city.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct City(pub u32);

/// Its weather.
#[derive(Clone)]
pub struct Weather(pub u32);

/// Looks out of the window.
#[tenure::cached(max = 10)]
pub fn weather(city: City) -> Weather {
    Weather(city.0)
}

/// Counts who lives there.
#[must_use]
#[tenure::cached(max = 10, cache = people_cache)]
pub fn people(city: City) -> u32 {
    city.0 * 1_000
}
