/**
 * What the operating system knows about this process. JDK only.
 */
@NullMarked
package dev.monitor.process;

import org.jspecify.annotations.NullMarked;
