/**
 * Objectives of the service, and the meters that export them.
 */
@NullMarked
package dev.monitor.meter.objective;

import org.jspecify.annotations.NullMarked;
