/**
 * Numbers and rows that features tell about themselves. JDK only.
 */
@NullMarked
package dev.monitor.status;

import org.jspecify.annotations.NullMarked;
