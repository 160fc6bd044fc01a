//! What changes in the tables changes in the answers.

use super::Contract;

impl Contract<'_> {
    pub async fn changes_are_found(&self) {
        let emping = self.market.products[0].0;
        self.change("update product set price = 41000, unit_price = 82000 where id = $1", emping).await;
        let page = self.ask(&[("q", "emping super")]).await;
        assert_eq!(page.hits.first().map(|h| h.price.0), Some(41_000));
        assert_eq!(self.ask(&[("q", "emping"), ("harga_min", "41000")]).await.total, 1);

        self.change("update product set stock = 0 where id = $1", emping).await;
        assert_eq!(self.ask(&[("q", "emping"), ("tersedia", "1")]).await.total, 1);

        self.change("update product set name = 'Ceplis Istimewa' where id = $1", emping).await;
        assert_eq!(self.names(&[("q", "ceplis")]).await, ["Ceplis Istimewa"]);
        assert!(!self.names(&[("q", "emping super")]).await.contains(&"Emping Melinjo Super".to_owned()));

        for (state, total) in [("archived", 0), ("published", 1), ("draft", 0), ("published", 1)] {
            self.change(&format!("update product set state = '{state}' where id = $1"), emping).await;
            assert_eq!(self.ask(&[("q", "ceplis")]).await.total, total, "{state}");
        }

        self.change("update review_sum set count = 100, stars = 100 where product_id = $1", emping).await;
        assert_eq!(self.names(&[("urut", "nilai"), ("per_hal", "60")]).await.last().map(String::as_str), Some("Ceplis Istimewa"));

        let tini = self.market.shops[0].0;
        self.change("update business set name = 'Omah Camilan Wulan', village = 'Amongrogo' where id = $1", tini).await;
        assert_eq!(self.ask(&[("q", "wulan amongrogo")]).await.total, 5);
        self.change("update business set district_code = '33.25.09' where id = $1", tini).await;
        assert_eq!(self.ask(&[("kecamatan", "subah")]).await.total, 5);

        self.change("update permit set replaced_at = now() where business_id = $1 and kind = 'halal'", tini).await;
        assert_eq!(self.ask(&[("sertifikat", "halal"), ("kecamatan", "subah")]).await.total, 0);

        self.change(
            "update category set name_id = 'Camilan Melinjo Asli Wetan' where slug = 'pasar-emping' and $1 is not null",
            tini,
        )
        .await;
        assert_eq!(self.ask(&[("q", "asli wetan")]).await.total, 2);
        self.change(
            "update koperasi set name = 'Koperasi Sumberjaya' where id in (select koperasi_id from business where id = $1)",
            tini,
        )
        .await;
        assert!(self.ask(&[("q", "sumberjaya")]).await.total >= 5);

        self.change("update business set archived_at = now() where id = $1", tini).await;
        assert_eq!(self.ask(&[("kecamatan", "subah")]).await.total, 0);
        self.change("update business set archived_at = null where id = $1", tini).await;
        assert_eq!(self.ask(&[("kecamatan", "subah")]).await.total, 5);
    }

    async fn change(&self, sql: &str, id: uuid::Uuid) {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
            .bind(id)
            .execute(self.desk.db())
            .await
            .unwrap_or_else(|e| panic!("{sql}: {e}"));
        (self.settle)().await;
    }
}
