//! A form as its view needs it: what was typed so far, and what was refused.

use domain::form::{FieldErrors, Inputs, Invalid};

#[derive(Debug, Clone, Default)]
pub struct Filled {
    pub inputs: Inputs,
    pub errors: FieldErrors,
}

impl Filled {
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form that starts with values, such as the ones to be changed.
    pub fn of(inputs: Inputs) -> Self {
        Self { inputs, errors: FieldErrors::default() }
    }

    pub fn refused(inputs: Inputs, errors: FieldErrors) -> Self {
        Self { inputs, errors }
    }

    /// What the field shows. A password is never sent back.
    pub fn value(&self, name: &str) -> &str {
        if is_secret(name) { "" } else { self.inputs.one(name) }
    }

    pub fn is_checked(&self, name: &str, value: &str) -> bool {
        self.inputs.many(name).iter().any(|v| v == value)
    }

    pub fn error(&self, name: &str) -> Option<&Invalid> {
        self.errors.get(name)
    }
}

/// Fields whose content is neither shown again nor kept.
pub fn is_secret(name: &str) -> bool {
    name.starts_with("kata_sandi") || name == "kode"
}
