/**
 * What the auto-configurations of features with checks have in common.
 */
@NullMarked
package dev.monitor.check.autoconfigure;

import org.jspecify.annotations.NullMarked;
