//! `guyub user`: the way in for the first operator, for the staff of a regency's office, and for one
//! of them who lost the password.

use std::io::{IsTerminal as _, Read as _};

use domain::password::NewPassword;
use domain::phone::Phone;
use domain::text::Line;
use engine::operators::{self, AppointError, Post};
use engine::token::Token;
use engine::{Desk, password};

use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// Phone number, written in any usual way.
    #[arg(long)]
    phone: String,
    /// Name of a new person; one who has an account keeps theirs.
    #[arg(long)]
    name: String,
    /// Make the person an operator of the whole site.
    #[arg(long)]
    operator: bool,
    /// Make the person an officer of the regency with this code, such as 33.25 (Batang): who verifies
    /// its koperasi and their members' permits.
    #[arg(long, value_name = "CODE")]
    regency: Option<String>,
}

pub async fn run(desk: &Desk, arguments: Arguments) -> Outcome<()> {
    let phone = Phone::parse(&arguments.phone).map_err(|_| Stop::new("--phone is no phone number, such as 0812-3456-7890."))?;
    let name = Line::<80>::parse(&arguments.name).map_err(|_| Stop::new("--name is empty, or longer than 80 characters."))?;
    let (chosen, is_made) = match typed_password()? {
        Some(text) => (text, false),
        None => (Token::fresh().reveal()[..16].to_owned(), true),
    };
    let chosen = NewPassword::parse(&chosen, Some(&phone))
        .map_err(|_| Stop::new("the password is too easy: take 8 to 200 characters that nobody would try first."))?;
    let hash = password::hash(chosen.expose().to_owned()).await?;
    let post = Post { operator: arguments.operator, regency: arguments.regency.as_deref() };
    let appointed = match operators::appoint(desk, name.as_str(), phone.as_str(), &hash, post).await {
        Ok(appointed) => appointed,
        Err(AppointError::UnknownRegency) => {
            return Err(Stop::new(
                "--regency is the code of no regency here; the first two parts of a district's code, such as 33.25.",
            ));
        }
        Err(AppointError::Trouble(trouble)) => return Err(trouble.into()),
    };
    println!("{} {}", if appointed.is_new { "made" } else { "changed" }, appointed.account);
    if is_made {
        println!("password (shown only now): {}", chosen.expose());
    }
    Ok(())
}

/// What was piped in; on a terminal nothing is asked, and a password is made.
fn typed_password() -> Outcome<Option<String>> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut text = String::new();
    input.read_to_string(&mut text)?;
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    Ok(Some(text).filter(|text| !text.is_empty()))
}
