/**
 * What went wrong, in words fit for anyone's eyes. JDK only.
 */
@NullMarked
package dev.monitor.failure;

import org.jspecify.annotations.NullMarked;
