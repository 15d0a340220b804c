/**
 * A profile of the application by the JDK Flight Recorder.
 */
@NullMarked
package dev.monitor.performance.profile;

import org.jspecify.annotations.NullMarked;
