/// The demo: Lastgood's real functions at work on the simulated account, told as a timeline.
///
/// [io.github.lastgood.demo.Demo] reads what is wanted; a [io.github.lastgood.demo.Play] sets the
/// stage, plays a [io.github.lastgood.demo.Story] or an event file of the user's choice
/// ([io.github.lastgood.demo.Parcel]), and [io.github.lastgood.demo.Timeline] writes down what it
/// sees. What is claimed at the end is checked ([io.github.lastgood.demo.Claim]).
///
/// A story is about one target ([io.github.lastgood.demo.Subject]) and stands in a
/// [io.github.lastgood.demo.Chapter]. To add one: a method in the class of its chapter; when it is
/// the example of a kind of rollback, `./lastgood demo --table > docs/rollbacks.md` afterwards.
@NullMarked
package io.github.lastgood.demo;

import org.jspecify.annotations.NullMarked;
