/// A catalogue of texts in both languages, side by side. Each entry is a method; a text that lacks
/// one of the languages does not compile.
///
/// ```
/// app::texts! {
///     pub Text {
///         title: "Masuk", "Sign in";
///         members(n: i64): format!("{n} anggota"), format!("{n} members");
///     }
/// }
/// # use domain::lang::Lang;
/// assert_eq!(Text(Lang::En).title(), "Sign in");
/// assert_eq!(Text(Lang::Id).members(3), "3 anggota");
/// ```
#[macro_export]
macro_rules! texts {
    (@kind) => { &'static str };
    (@kind ($($args:tt)*)) => { String };
    (
        $(#[$meta:meta])*
        $vis:vis $Name:ident {
            $( $entry:ident $( ( $($arg:ident : $ty:ty),* $(,)? ) )? : $id:expr, $en:expr; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy)]
        $vis struct $Name(pub ::domain::lang::Lang);

        // An entry may be called from_…: it is a text, no conversion.
        #[allow(clippy::wrong_self_convention)]
        impl $Name {
            $(
                $vis fn $entry(self $( $(, $arg: $ty)* )?) -> $crate::texts!(@kind $( ($($arg)*) )?) {
                    match self.0 {
                        ::domain::lang::Lang::Id => $id,
                        ::domain::lang::Lang::En => $en,
                    }
                }
            )*
        }
    };
}
