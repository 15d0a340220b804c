/**
 * Door of the feature {@code dependency}.
 */
@NullMarked
package dev.monitor.dependency.autoconfigure;

import org.jspecify.annotations.NullMarked;
