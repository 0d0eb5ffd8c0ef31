/// A city.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct City(pub u32);
/// Its weather.
#[derive(Clone)]
pub struct Weather(pub u32);
/// Looks out of the window.
pub fn weather(city: City) -> Weather {
    let found = {
        static CACHE: ::tenure::Cache<
            ::tenure::__private::Key<City>,
            ::tenure::__private::Kept<Weather>,
        > = ::tenure::Cache::new(10).of(|| (), ::tenure::__private::kept!(Weather));
        CACHE.find(&city)
    };
    match found {
        ::tenure::__private::Found::Value(value) => value,
        ::tenure::__private::Found::Missing(flight) => {
            flight.make(|| -> Weather { Weather(city.0) })
        }
    }
}
/// The cache of `people`.
#[must_use]
pub fn people_cache() -> &'static ::tenure::Cache<City, u32> {
    static CACHE: ::tenure::Cache<::tenure::__private::Key<City>, u32> = ::tenure::Cache::new(
            10,
        )
        .of(|| (), ::tenure::__private::kept!(u32))
        .named("people");
    &CACHE
}
/// Counts who lives there.
#[must_use]
pub fn people(city: City) -> u32 {
    let found = {
        static CACHE: fn() -> &'static ::tenure::Cache<
            ::tenure::__private::Key<City>,
            u32,
        > = people_cache;
        CACHE().find(&city)
    };
    match found {
        ::tenure::__private::Found::Value(value) => value,
        ::tenure::__private::Found::Missing(flight) => {
            flight.make(|| -> u32 { city.0 * 1_000 })
        }
    }
}
