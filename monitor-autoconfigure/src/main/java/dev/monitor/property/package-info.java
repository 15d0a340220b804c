/**
 * Failures that name a configuration property and its remedy.
 */
@NullMarked
package dev.monitor.property;

import org.jspecify.annotations.NullMarked;
