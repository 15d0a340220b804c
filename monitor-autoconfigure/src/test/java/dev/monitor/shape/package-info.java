/**
 * Whole applications of every shape, each with the starter added and nothing else, as
 * docs/compatibility.md lists them.
 */
@NullMarked
package dev.monitor.shape;

import org.jspecify.annotations.NullMarked;
