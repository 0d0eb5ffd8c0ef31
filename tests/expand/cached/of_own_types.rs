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
