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
