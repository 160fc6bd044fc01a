use crate::ids;
use crate::testing;
use crate::trouble::{OnConstraint as _, Trouble};
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
enum RegisterError {
    #[error("taken")]
    PhoneTaken,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

async fn register(desk: &crate::Desk, name: &str) -> Result<(), RegisterError> {
    let id: Uuid = ids::fresh();
    sqlx::query!("insert into account (id, name, phone) values ($1, $2, '+6281234567')", id, name)
        .execute(desk.db())
        .await
        .on_constraint("account_phone_taken", RegisterError::PhoneTaken)?;
    Ok(())
}

#[tokio::test]
async fn a_violated_constraint_becomes_the_use_cases_error() {
    let desk = testing::desk().await;
    register(&desk, "Bu Tini").await.unwrap();
    assert!(matches!(register(&desk, "Bu Sri").await, Err(RegisterError::PhoneTaken)));
    // Another constraint stays trouble.
    let Err(RegisterError::Trouble(trouble)) = register(&desk, "").await else { panic!("an empty name is refused") };
    assert_eq!(trouble.constraint(), Some("account_name_check"));
    assert!(!trouble.is_retryable());
}

#[tokio::test]
async fn a_lost_race_is_retryable() {
    let desk = testing::desk().await;
    testing::account(&desk, "Bu Tini").await;
    let serializable = "set transaction isolation level repeatable read; update account set name = 'x'";
    let mut first = desk.db().begin().await.unwrap();
    let mut second = desk.db().begin().await.unwrap();
    sqlx::raw_sql("set transaction isolation level repeatable read; select * from account").execute(&mut *second).await.unwrap();
    sqlx::raw_sql(serializable).execute(&mut *first).await.unwrap();
    first.commit().await.unwrap();
    let lost = sqlx::raw_sql("update account set name = 'y'").execute(&mut *second).await.unwrap_err();
    assert!(Trouble::from(lost).is_retryable());
}
