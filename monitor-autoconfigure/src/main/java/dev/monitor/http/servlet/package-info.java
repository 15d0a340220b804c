/**
 * HTTP in a servlet container: reads requests and their caller, writes answers.
 */
@NullMarked
package dev.monitor.http.servlet;

import org.jspecify.annotations.NullMarked;
