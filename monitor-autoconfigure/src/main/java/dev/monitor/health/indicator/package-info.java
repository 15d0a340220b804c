/**
 * Spring Boot's health indicators as checks, and served from memory.
 */
@NullMarked
package dev.monitor.health.indicator;

import org.jspecify.annotations.NullMarked;
