//! A log that grows and shrinks at its end. Copies share what they have in common: a copy costs nothing, and comparing two
//! costs what they differ in.

use std::fmt;
use std::rc::Rc;

/// The items of a log, the oldest first.
pub(super) struct Trail<T>(Option<Rc<Link<T>>>);

struct Link<T> {
    item: T,
    /// The length of the log that ends here.
    length: usize,
    before: Trail<T>,
}

impl<T> Default for Trail<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for Trail<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: fmt::Debug> fmt::Debug for Trail<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.since(0)).finish()
    }
}

impl<T> Trail<T> {
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |link| link.length)
    }

    pub fn push(&mut self, item: T) {
        let before = std::mem::take(self);
        self.0 = Some(Rc::new(Link { item, length: before.len() + 1, before }));
    }

    pub fn last(&self) -> Option<&T> {
        self.0.as_ref().map(|link| &link.item)
    }

    /// Returns the items, the latest first.
    pub fn backwards(&self) -> impl Iterator<Item = &T> {
        std::iter::successors(self.0.as_deref(), |link| link.before.0.as_deref()).map(|link| &link.item)
    }

    /// Returns the items after the first `length`, the oldest first.
    pub fn since(&self, length: usize) -> Vec<&T> {
        let mut items: Vec<&T> = self.backwards().take(self.len().saturating_sub(length)).collect();
        items.reverse();
        items
    }

    /// Returns the log of the first `length` items.
    pub fn up_to(&self, length: usize) -> Self {
        let mut trail = self;
        while let Some(link) = &trail.0
            && link.length > length
        {
            trail = &link.before;
        }
        trail.clone()
    }

    /// Returns how many items two logs share.
    pub fn common(&self, other: &Self) -> usize {
        let shorter = self.len().min(other.len());
        let ends = (self.up_to(shorter), other.up_to(shorter));
        let (mut left, mut right) = (&ends.0, &ends.1);
        while let (Some(one), Some(two)) = (&left.0, &right.0) {
            if Rc::ptr_eq(one, two) {
                return one.length;
            }
            (left, right) = (&one.before, &two.before);
        }
        0
    }
}

impl<T: Clone> Trail<T> {
    pub fn pop(&mut self) -> Option<T> {
        match Rc::try_unwrap(self.0.take()?) {
            Ok(mut link) => {
                *self = std::mem::take(&mut link.before);
                Some(link.item)
            }
            Err(link) => {
                *self = link.before.clone();
                Some(link.item.clone())
            }
        }
    }

    /// Returns the items, the oldest first.
    pub fn into_vec(mut self) -> Vec<T> {
        let mut items: Vec<T> = std::iter::from_fn(|| self.pop()).collect();
        items.reverse();
        items
    }
}

impl<T> Extend<T> for Trail<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

/// One link after the other: a long log must not need a deep stack.
impl<T> Drop for Trail<T> {
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut link) = next.and_then(Rc::into_inner) {
            next = link.before.0.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_share_what_they_have_in_common() {
        let mut left = Trail::default();
        left.extend(0..3);
        let mut right = left.clone();
        left.extend([3, 4]);
        right.push(3);
        assert_eq!(left.common(&right), 3, "equal items of their own are not shared");
        assert_eq!((left.since(3), right.since(3)), (vec![&3, &4], vec![&3]));
        assert_eq!(left.up_to(3).common(&right.up_to(3)), 3);
        assert_eq!((right.pop(), right.pop(), right.len()), (Some(3), Some(2), 2));
        assert_eq!((left.last(), left.clone().into_vec()), (Some(&4), vec![0, 1, 2, 3, 4]));
        assert_eq!(left.common(&Trail::default()), 0);
    }

    #[test]
    fn a_long_log_goes_without_a_deep_stack() {
        let mut trail = Trail::default();
        trail.extend(0..1_000_000);
        drop(trail);
    }
}
