/**
 * Shows the Prometheus endpoint of Spring Boot and closes its back doors.
 */
@NullMarked
package dev.monitor.scrape.actuate;

import org.jspecify.annotations.NullMarked;
