/// An order.
pub struct Order {
    /// Its number.
    pub id: u32,
    /// What is added to the price.
    pub fee: u64,
}

/// What an order costs.
#[tenure::cached(max = 10, key = |order, item| -> (u32, String) { (order.id, item.to_lowercase()) })]
pub fn price(order: &Order, item: &str) -> u64 {
    order.fee + item.len() as u64
}
