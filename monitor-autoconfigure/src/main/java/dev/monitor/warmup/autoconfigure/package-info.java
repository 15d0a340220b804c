/**
 * Auto-configuration of the feature warmup.
 */
@NullMarked
package dev.monitor.warmup.autoconfigure;

import org.jspecify.annotations.NullMarked;
