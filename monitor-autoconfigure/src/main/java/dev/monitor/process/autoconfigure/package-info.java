/**
 * The door to the numbers of the process.
 */
@NullMarked
package dev.monitor.process.autoconfigure;

import org.jspecify.annotations.NullMarked;
