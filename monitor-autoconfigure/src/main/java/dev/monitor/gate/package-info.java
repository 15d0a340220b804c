/**
 * Gates: named yes-or-no answers with a reason, read from memory. JDK only.
 */
@NullMarked
package dev.monitor.gate;

import org.jspecify.annotations.NullMarked;
