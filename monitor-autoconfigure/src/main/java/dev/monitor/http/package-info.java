/**
 * Requests: the mark on those that Monitor sends itself, and who sent the others. JDK
 * only.
 */
@NullMarked
package dev.monitor.http;

import org.jspecify.annotations.NullMarked;
