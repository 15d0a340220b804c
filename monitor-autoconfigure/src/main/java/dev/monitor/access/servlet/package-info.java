@NullMarked
package dev.monitor.access.servlet;

import org.jspecify.annotations.NullMarked;
