/**
 * Where the sections of an application are found.
 */
@NullMarked
package dev.monitor.status.spring;

import org.jspecify.annotations.NullMarked;
