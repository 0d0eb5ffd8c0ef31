/// An order.
pub struct Order {
    /// Its number.
    pub id: u32,
    /// What is added to the price.
    pub fee: u64,
}
/// What an order costs.
pub fn price(order: &Order, item: &str) -> u64 {
    let key = |order: &Order, item: &str| -> (u32, String) {
        (order.id, item.to_lowercase())
    };
    let found = {
        static CACHE: ::tenure::Cache<(u32, String), u64> = ::tenure::Cache::new(10)
            .of(|| (), ::tenure::__private::kept!(u64));
        CACHE.find_key(key(order, item))
    };
    match found {
        ::tenure::__private::Found::Value(value) => value,
        ::tenure::__private::Found::Missing(flight) => {
            flight.make(|| -> u64 { order.fee + item.len() as u64 })
        }
    }
}
