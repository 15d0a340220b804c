/**
 * Dependencies checked in the background: what a check is, when it runs, what its results
 * make of a dependency, and the gate that required ones keep shut.
 */
@NullMarked
package dev.monitor.dependency;

import org.jspecify.annotations.NullMarked;
