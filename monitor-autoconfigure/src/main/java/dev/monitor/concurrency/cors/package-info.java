/**
 * The application's CORS headers on rejections.
 */
@NullMarked
package dev.monitor.concurrency.cors;

import org.jspecify.annotations.NullMarked;
