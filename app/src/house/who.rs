//! Permission as an argument: a handler that names one of these values is only called for somebody
//! who has it. The decision itself is made by `domain::access`.

use std::net::{IpAddr, Ipv6Addr};

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::Extensions;
use axum::http::request::Parts;
use domain::access::{Denied, Keeper, Officer, Operator, Overseer, Person, Standing, Treasurer, Verifier};
use domain::dates::Day;
use domain::ids::KoperasiId;
use domain::slug::Slug;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::PageError;
use super::reader::Reader;
use super::site::Site;

impl FromRequestParts<Site> for Person {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        Ok(signed_in(&reader)?.person())
    }
}

impl FromRequestParts<Site> for Operator {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        Ok(signed_in(&reader)?.as_operator()?)
    }
}

impl FromRequestParts<Site> for Verifier {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        Ok(signed_in(&reader)?.verifier()?)
    }
}

/// An officer of the koperasi that the path names as `{koperasi}`.
impl FromRequestParts<Site> for Officer {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        let standing = signed_in(&reader)?;
        let koperasi = koperasi_of_path(parts, site, standing).await?;
        Ok(standing.officer(koperasi, Day::of(reader.now()).date())?)
    }
}

/// The officer with the money duty of the koperasi that the path names as `{koperasi}`.
impl FromRequestParts<Site> for Treasurer {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        Ok(Officer::from_request_parts(parts, site).await?.treasurer()?)
    }
}

/// An officer or supervisor of the koperasi that the path names as `{koperasi}`.
impl FromRequestParts<Site> for Overseer {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        let standing = signed_in(&reader)?;
        let koperasi = koperasi_of_path(parts, site, standing).await?;
        Ok(standing.overseer(koperasi, Day::of(reader.now()).date())?)
    }
}

/// The keeper of a business: of the one that `?usaha=slug` names (an officer acts for a member so),
/// or else of one's own. Who has none is led to open one; who has several chooses, and what would
/// change one of them is refused until its address says which.
impl FromRequestParts<Site> for Keeper {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let reader = Reader::from_request_parts(parts, site).await?;
        let standing = signed_in(&reader)?;
        let asked = super::posted::parse_pairs(parts.uri.query().unwrap_or_default().as_bytes());
        let slug = match (asked.one("usaha"), standing.businesses.as_slice()) {
            ("", [own]) => own.slug.clone(),
            ("", []) => return Err(PageError::Elsewhere("/usaha/buka".to_owned())),
            ("", _) if parts.method.is_safe() => {
                let back = utf8_percent_encode(&reader.path, NON_ALPHANUMERIC);
                return Err(PageError::Elsewhere(format!("/usaha/pilih?ke={back}")));
            }
            ("", _) => return Err(PageError::Malformed),
            (slug, _) => Slug::parse(slug).map_err(|_| PageError::NotFound)?,
        };
        let business = engine::business::reference(&site.desk, &slug).await?.ok_or(PageError::NotFound)?;
        Ok(standing.keeper(business, Day::of(reader.now()).date())?)
    }
}

fn signed_in(reader: &Reader) -> Result<&Standing, PageError> {
    reader.standing().ok_or(PageError::Denied(Denied::SignIn))
}

/// Found in the person's own standing, without a query: a koperasi that is not there is hidden.
async fn koperasi_of_path(parts: &mut Parts, site: &Site, standing: &Standing) -> Result<KoperasiId, PageError> {
    let path = RawPathParams::from_request_parts(parts, site).await.map_err(|_| PageError::NotFound)?;
    let slug = path.iter().find(|(name, _)| *name == "koperasi").map(|(_, value)| value).ok_or(PageError::NotFound)?;
    let offices = standing.offices.iter().map(|o| &o.koperasi);
    let memberships = standing.memberships.iter().map(|m| &m.koperasi);
    let known = offices.chain(memberships).find(|k| k.slug.as_str() == slug);
    known.map(|k| k.id).ok_or(PageError::NotFound)
}

/// Where a request comes from, for the limits on attempts and the list of one's devices.
impl FromRequestParts<Site> for super::Caller {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Self::Rejection> {
        let address = address(&parts.extensions);
        let agent = parts.headers.get(axum::http::header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Ok(Self(engine::people::Caller { address, device: domain::people::device(agent) }))
    }
}

/// What limits on attempts count by.
pub(super) fn address(extensions: &Extensions) -> String {
    extensions.get::<ClientAddress>().map_or_else(|| "?".to_owned(), |address| address.limited())
}

/// Set by the server, which knows whether a proxy stands before it.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What limits count by. Of IPv6 the first 64 bits: whoever has one address has all of its network.
    fn limited(self) -> String {
        match self.0 {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ClientAddress;

    #[test]
    fn a_network_of_ipv6_counts_as_one() {
        let limited = |address: &str| ClientAddress(address.parse().expect("an address")).limited();
        assert_eq!(limited("203.0.113.9"), "203.0.113.9");
        assert_eq!(limited("2001:db8:1:2:3:4:5:6"), limited("2001:db8:1:2::1"));
        assert_ne!(limited("2001:db8:1:2::1"), limited("2001:db8:1:3::1"));
    }
}
