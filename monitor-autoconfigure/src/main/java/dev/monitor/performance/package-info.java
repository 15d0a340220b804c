/**
 * Numbers for whoever looks at how the application performs right now. JDK only.
 */
@NullMarked
package dev.monitor.performance;

import org.jspecify.annotations.NullMarked;
