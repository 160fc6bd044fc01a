//! The server is killed in the middle of a step: at a wait for the database the step is dropped, which is all that
//! a kill leaves behind.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// So many times a step may wait; no step has so many statements.
pub const ENDLESS: usize = 500;

/// Lets a step wait for the database so many times less one, and then drops it: `None`.
pub async fn killed_at<T>(wait: usize, step: impl Future<Output = T>) -> Option<T> {
    let mut step = pin!(step);
    let mut waits = 0;
    poll_fn(|cx| match step.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => {
            waits += 1;
            if waits == wait { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}
