/**
 * Spring Boot's health indicators as checks, and served from memory.
 */
@NullMarked
package dev.monitor.dependency.indicator;

import org.jspecify.annotations.NullMarked;
