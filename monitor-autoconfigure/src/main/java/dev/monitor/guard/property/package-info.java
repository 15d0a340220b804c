/**
 * Tokens as they are configured.
 */
@NullMarked
package dev.monitor.guard.property;

import org.jspecify.annotations.NullMarked;
