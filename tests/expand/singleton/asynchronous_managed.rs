/// Made by and by, and freed.
#[derive(Debug)]
pub struct Pool(());

#[singleton(managed, recreate)]
impl Pool {
    #[init]
    async fn open() -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Pool(()))
    }
}
