//! The tree of categories: read by everyone, edited by the operator.

use domain::access::Operator;
use domain::lang::Lang;
use domain::slug::Slug;
use domain::text::Line;
use serde_json::json;
use uuid::Uuid;

use super::gallery::Move;
use crate::Desk;
use crate::trouble::{Result, Trouble};

/// One category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub id: i16,
    pub parent: Option<i16>,
    pub slug: String,
    pub name_id: String,
    pub name_en: String,
    pub icon: String,
    pub archived: bool,
    /// Products in it, whatever their state; counted only for the operator's page.
    pub products: i64,
}

impl Category {
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_id, &self.name_en)
    }
}

/// All categories in the order in which pages show them: each top one, then those below it.
#[derive(Debug, Clone, Default)]
pub struct Categories(Vec<Category>);

impl Categories {
    pub fn iter(&self) -> impl Iterator<Item = &Category> {
        self.0.iter()
    }

    pub fn by_id(&self, id: i16) -> Option<&Category> {
        self.0.iter().find(|c| c.id == id)
    }

    pub fn by_slug(&self, slug: &str) -> Option<&Category> {
        self.0.iter().find(|c| c.slug == slug)
    }

    /// The top ones.
    pub fn roots(&self) -> impl Iterator<Item = &Category> {
        self.0.iter().filter(|c| c.parent.is_none())
    }

    pub fn children(&self, of: i16) -> impl Iterator<Item = &Category> {
        self.0.iter().filter(move |c| c.parent == Some(of))
    }

    /// The category that a person means: by its slug or its name in either language, whatever the
    /// case. Archived ones are not meant.
    pub fn meant(&self, text: &str) -> Option<&Category> {
        let text = text.trim().to_lowercase();
        let open = || self.0.iter().filter(|c| !c.archived);
        open()
            .find(|c| c.slug == text)
            .or_else(|| open().find(|c| c.name_id.to_lowercase() == text || c.name_en.to_lowercase() == text))
    }
}

/// The tree, without what is archived.
///
/// # Errors
/// When the database does not answer.
pub async fn tree(desk: &Desk) -> Result<Categories> {
    let rows = sqlx::query_as!(
        Category,
        r#"select id, parent_id as parent, slug, name_id, name_en, icon, false as "archived!", 0::bigint as "products!"
           from category where archived_at is null order by sort, id"#
    )
    .fetch_all(desk.db())
    .await?;
    Ok(in_order(rows))
}

/// The whole tree with counts, for the operator.
///
/// # Errors
/// When the database does not answer.
pub async fn whole(desk: &Desk, _by: &Operator) -> Result<Categories> {
    let rows = sqlx::query_as!(
        Category,
        r#"select c.id, c.parent_id as parent, c.slug, c.name_id, c.name_en, c.icon, c.archived_at is not null as "archived!",
               (select count(*) from product p where p.category_id = c.id) as "products!"
           from category c order by c.sort, c.id"#
    )
    .fetch_all(desk.db())
    .await?;
    Ok(in_order(rows))
}

/// Children stand behind their parent; those whose parent is archived stand at the end.
fn in_order(rows: Vec<Category>) -> Categories {
    let mut out = Vec::with_capacity(rows.len());
    for root in rows.iter().filter(|c| c.parent.is_none()) {
        out.push(root.clone());
        out.extend(rows.iter().filter(|c| c.parent == Some(root.id)).cloned());
    }
    let orphans: Vec<Category> = rows.into_iter().filter(|c| !out.iter().any(|o| o.id == c.id)).collect();
    out.extend(orphans);
    Categories(out)
}

/// The names of a category, as the operator types them.
#[derive(Debug, Clone)]
pub struct Names {
    pub id: Line<60>,
    pub en: Line<60>,
}

#[derive(Debug, thiserror::Error)]
pub enum CategoryError {
    #[error("no such category")]
    Unknown,
    /// Its name gives an address that another has.
    #[error("this name is taken")]
    Taken,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A new category below `parent`, or a top one; the last in its row.
///
/// # Errors
/// [`CategoryError::Unknown`] parent, [`CategoryError::Taken`].
pub async fn add(
    desk: &Desk,
    by: &Operator,
    parent: Option<i16>,
    names: &Names,
    icon: Option<&str>,
) -> Result<(), CategoryError> {
    let mut tx = desk.begin(by.account()).await?;
    let inherited = match parent {
        None => "box".to_owned(),
        // Two levels are what people find their way in.
        Some(parent) => sqlx::query_scalar!("select icon from category where id = $1 and parent_id is null", parent)
            .fetch_optional(tx.conn())
            .await
            .map_err(Trouble::from)?
            .ok_or(CategoryError::Unknown)?,
    };
    let slug = Slug::from_name(names.id.as_str());
    let id = sqlx::query_scalar!(
        "insert into category (parent_id, slug, name_id, name_en, icon, sort)
         select $1, $2, $3, $4, $5, coalesce(max(sort), -1) + 1 from category where parent_id is not distinct from $1
         on conflict on constraint category_slug_taken do nothing returning id",
        parent,
        slug.as_str(),
        names.id.as_str(),
        names.en.as_str(),
        icon.unwrap_or(&inherited)
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(CategoryError::Taken)?;
    tx.audit("category.add", None, subject(id), json!({ "category": id })).await?;
    tx.commit().await?;
    Ok(())
}

/// Renames a category; its address stays, since links and sheets carry it.
///
/// # Errors
/// [`CategoryError::Unknown`]
pub async fn rename(desk: &Desk, by: &Operator, id: i16, names: &Names, icon: Option<&str>) -> Result<(), CategoryError> {
    let mut tx = desk.begin(by.account()).await?;
    let done = sqlx::query!(
        "update category set name_id = $2, name_en = $3, icon = coalesce($4, icon) where id = $1",
        id,
        names.id.as_str(),
        names.en.as_str(),
        icon
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if done.rows_affected() == 0 {
        return Err(CategoryError::Unknown);
    }
    tx.audit("category.rename", None, subject(id), json!({ "category": id })).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a category out of the lists of choices, or puts it back. Its products stay in it.
///
/// # Errors
/// [`CategoryError::Unknown`]
pub async fn archive(desk: &Desk, by: &Operator, id: i16, archived: bool) -> Result<(), CategoryError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let done = sqlx::query!(
        "update category set archived_at = case when $2 then coalesce(archived_at, $3) end where id = $1",
        id,
        archived,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if done.rows_affected() == 0 {
        return Err(CategoryError::Unknown);
    }
    tx.audit("category.archive", None, subject(id), json!({ "category": id, "archived": archived })).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves a category one place among those of its parent, and numbers them anew.
///
/// # Errors
/// [`CategoryError::Unknown`]
pub async fn shift(desk: &Desk, by: &Operator, id: i16, way: Move) -> Result<(), CategoryError> {
    let mut tx = desk.begin(by.account()).await?;
    let mut row = sqlx::query_scalar!(
        "select id from category where parent_id is not distinct from (select parent_id from category where id = $1)
         order by sort, id for update",
        id
    )
    .fetch_all(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let at = row.iter().position(|c| *c == id).ok_or(CategoryError::Unknown)?;
    let to = match way {
        Move::Up => at.saturating_sub(1),
        Move::Down => (at + 1).min(row.len() - 1),
    };
    row.swap(at, to);
    sqlx::query!(
        "update category c set sort = place.n from unnest($1::smallint[]) with ordinality as place (id, n)
         where c.id = place.id and c.sort <> place.n",
        &row
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("category.shift", None, subject(id), json!({ "category": id })).await?;
    tx.commit().await?;
    Ok(())
}

/// Audit rows name things by UUID; a category's is its number.
fn subject(id: i16) -> Uuid {
    Uuid::from_u128(u128::from(id.unsigned_abs()))
}
