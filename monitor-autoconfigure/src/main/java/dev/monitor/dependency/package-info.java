/**
 * Dependencies checked in the background: what the application says of them, and the gate
 * that required ones keep shut.
 */
@NullMarked
package dev.monitor.dependency;

import org.jspecify.annotations.NullMarked;
